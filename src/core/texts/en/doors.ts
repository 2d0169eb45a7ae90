import type { Words } from "../../words.ts";
import { WHAT_CHAT_CAN_DO } from "./buttons.ts";
import { limits, NEVER_ASKED, promise } from "./policy.ts";

export const panel: Words["panel"] = (desk, targets) => {
  const [changes, longer] = limits(targets);
  return {
    title: `Need help? ${desk.deskName} is here.`,
    text: [
      `Press the button and tell us what is wrong. We answer in private. Our promise: ${promise(targets)}.`,
      "",
      `• ${changes}`,
      `• ${longer}`,
      "",
      `🔒 ${NEVER_ASKED}`,
    ].join("\n"),
    open: "Get help now",
    whatChatCanDo: WHAT_CHAT_CAN_DO,
  };
};

/** Discord allows 45 characters in a title or label and 100 in a hint (docs.discord.com, components reference). */
export const form: Words["form"] = {
  title: "How can we help?",
  description: "What is wrong?",
  descriptionHint: "What you see, since when, on which site or server. No passwords, PINs or codes, please.",
  subject: "Subject (optional)",
  subjectHint: "A few words, if you like. You'll be answered without it, too.",
  opening: "One moment: we're opening your private chat…",
  opened: (where) => `Your chat is open: ${where}. Your time counts from the moment you pressed send.`,
  failed: "We couldn't open a chat just now, and we're sorry. Please press the button again in a minute.",
};

export const command: Words["command"] = {
  support: "Tell us what is wrong and talk to a person, in private",
  getSupport: "Get support on this",
};

export const home: Words["home"] = {
  nobody: "The policy file names you on no desk. Ask whoever keeps it.",
  asOf: "Open this page again for the newest. As of",
};
