import { describe, expect, test } from "vitest";
import { asksToAuthenticate } from "../../../src/core/gate/authentication-phrases.ts";
import { DEFAULT_POLICY } from "../../../src/core/policy/policy.ts";

const { authentication } = DEFAULT_POLICY.phrases;

describe("a rep who tries to authenticate somebody in chat is noticed", () => {
  test.each([
    "What is your PIN?",
    "what’s your support pin",
    "Please confirm your password.",
    "Can you confirm your current password for me?",
    "Can you verify your account by telling me the last invoice number?",
    "And the last four digits of the card, please",
    "the last 4 digits on your card?",
    "What's the answer to your security question?",
    "I need your date of birth to verify the account.",
    "Send me the code you got by SMS",
    "Please tell me the 6-digit code you received",
    "Read me the code",
    "First I have to verify your identity: full name and address?",
    "Before I can verify anything I need the username",
    "Could you prove that you own this account?",
    "How can I verify it's you?",
    "Send me your password and I'll have a look",
    "Can you give me the root password?",
    "I'll need your cPanel password for that",
    "Please provide us with your current password",
    "Your password please",
    "your mother's maiden name?",
    "For verification purposes, which plan do you have?",
    "Thanks! What is your PIN? I never share it.",
    "We don't store it, so tell me your password",
    "I can't see it here, so please tell me your PIN",
    "Could you send me a photo of your ID?",
    "Please confirm that you are the account holder",
    "To verify your identity, what's the billing address?",
    "what are your login details",
    "No, what is your PIN?",
    "Ok. Confirm your   PIN!",
    "*Confirm your password*, please",
  ])("“%s”", (text) => expect(asksToAuthenticate(text, authentication)).not.toBeNull());
});

describe("what is denied, or happens elsewhere, is fine", () => {
  test.each([
    "Never send us your password.",
    "Please don't send me your password!",
    "We will never ask you to confirm your PIN",
    "You don't need to verify your identity in chat",
    "Nobody here will ask what is your PIN",
    "I can't verify your identity here; please open a ticket",
    "You will be asked for your password on that page.",
    "Confirm your password in the form",
    "Then confirm your password on the next page",
    "Please confirm your password in the second field",
    "You'll be asked to confirm your password",
    "The page asks you to verify your identity with the e-mail on file",
    "It will prompt you to answer your security question",
    "Enter the last four digits on the payment page",
    "You can change your security question under your profile",
    "Your password was changed by the reset link.",
    "How did you set your password?",
    "Is the PIN field shown?",
    "Please confirm that it works now",
    "Can you confirm the domain name?",
    "What is your domain?",
    "What is your question?",
    "Please tell me the error code",
    "What is the status code?",
    "Can you verify the DNS record?",
    "We cannot confirm your identity in chat: authentication is by ticket only",
    "Reply to the ticket to verify that you own the account by ticket",
    "There is no security question any more",
    "No need to give me your password",
    "",
  ])("“%s”", (text) => expect(asksToAuthenticate(text, authentication)).toBeNull());
});

test("the phrase that was hit is told, so that the warning can name it", () => {
  expect(asksToAuthenticate("So, what is your secret PIN?", ["what is your * pin"])).toBe(
    "what is your * pin",
  );
});

test("without phrases nothing is noticed", () => {
  expect(asksToAuthenticate("What is your PIN?", [])).toBeNull();
  expect(asksToAuthenticate("What is your PIN?", ["", "*"])).toBeNull();
});
