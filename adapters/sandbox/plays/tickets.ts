import type { Player, Scenario } from "./player.ts";

const OWNER = "owner@example.org";

const mxRecord = async ({ customer, open, wait, press, number, mail, answerMail }: Player): Promise<void> => {
  const olivia = await customer("Olivia Example");
  const chat = await open(
    olivia,
    "Hi! Please add an MX record for example.org: mx1.example.net, priority 10.",
    "MX record",
  );
  await wait(3);
  await press(olivia, chat, "gate_ticket", {
    account: "4711",
    subject: "Add an MX record for example.org",
  });
  await wait(3);
  await press(olivia, chat, "ticket_open");
  const letter = await mail(OWNER, "confirmation");
  await wait(4);
  await answerMail(letter, "stranger", "YES");
  await wait(4);
  await answerMail(letter, "responder", "YES, your mail has arrived. I am on holiday until Monday.");
  await wait(4);
  await answerMail(letter, "owner", `YES ${await number(chat)}`);
};

const notTheOwner = async ({ customer, open, wait, press, mail, answerMail }: Player): Promise<void> => {
  const mallory = await customer("Mallory Grey");
  const chat = await open(
    mallory,
    "I am locked out! Please reset the password of the mailbox info@example.org.",
    "Locked out",
  );
  await wait(3);
  await press(mallory, chat, "gate_ticket", {
    account: OWNER,
    subject: "Reset the password of info@example.org",
  });
  await wait(3);
  await press(mallory, chat, "ticket_open");
  const letter = await mail(OWNER, "confirmation");
  await wait(5);
  await answerMail(letter, "owner", "NO, I never asked for that. Who is this?");
};

const byMail = async ({ wait, writeMail, mail, answerMail }: Player): Promise<void> => {
  await writeMail(
    OWNER,
    "Add an MX record for example.org",
    "Hello,\n\nplease add mx1.example.net with priority 10 to example.org.\n\nOlivia Example",
  );
  const answer = await mail(OWNER, "answer");
  await wait(5);
  await answerMail(answer, "owner", "Thank you, mail arrives now!");
};

/** Customers who want what chat must not do. They need mail. */
export const TICKETS: readonly Scenario[] = [
  {
    name: "mx-record",
    label: "Please add an MX record",
    story: "The gate, a ticket, its mail, three answers. Only one counts: then a rep may start.",
    where: "chat",
    play: mxRecord,
  },
  {
    name: "not-the-owner",
    label: "Somebody else asks",
    story: "Wants a password reset in the owner's name. The owner answers NO.",
    where: "chat",
    play: notTheOwner,
  },
  {
    name: "ticket-by-mail",
    label: "A ticket by mail",
    story: "The owner writes to the tickets' address. Answer in the ticket's thread.",
    where: "mailbox",
    play: byMail,
  },
];
