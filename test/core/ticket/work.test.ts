import { describe, expect, it } from "vitest";
import { ticketButtons } from "../../../src/core/ticket/buttons.ts";
import { CUSTOMER, deskWith, STRANGER, ticket } from "../../support/ticket-spec.ts";

const buttons = (spec: ReturnType<typeof ticket>): readonly string[] =>
  ticketButtons(spec.state()).map(({ action }) => action);

describe("starting work", () => {
  it("is refused before the ticket is authenticated, whoever presses", () => {
    const before = {
      unauthenticated: () => ticket().drafted().opened(),
      awaiting: () => ticket().awaiting(),
      unclear: () => ticket().awaiting().replied("unclear"),
      undeliverable: () => ticket().awaiting().replied("undeliverable"),
      expired: () => ticket().awaiting().at(72).checked(),
      denied: () => ticket().awaiting().replied("denied"),
    };
    for (const not of Object.values(before)) {
      for (const by of ["ana", "ben", "dev"]) {
        expect(not().started(by).refusal()).toBe("not_authenticated");
        expect(not().started(by, true).refusal()).toBe("not_authenticated");
      }
      expect(buttons(not())).not.toContain("ticket_start");
    }
  });

  it("is the press of a rep who has the permission", () => {
    const begun = ticket().authenticated().started("ana");
    expect(begun.lately()).toEqual(["WorkStarted"]);
    expect(begun.state()).toMatchObject({ startedBy: "ana", assignee: "ana" });
    expect(begun.saidInChat()).toMatchObject([{ key: "ticket_state", state: "started", person: "ana" }]);
  });

  it("without the permission is refused, with who has it and when", () => {
    const refused = ticket().authenticated().started("ben");
    expect(refused.events().at(-1)).toMatchObject({
      type: "TicketRefused",
      reason: "no_permission",
      next: { rep: "ana", at: 0 },
    });
    expect(refused.latelyEffects()).toMatchObject([{ type: "AnswerRep", person: "ben", buttons: [] }]);
  });

  it("without the permission may be overridden by a lead, by name; never by another rep", () => {
    const refused = ticket().authenticated().started("dev");
    expect(refused.refusal()).toBe("no_permission");
    expect(refused.latelyEffects()).toMatchObject([{ buttons: [{ action: "ticket_override" }] }]);
    expect(refused.started("dev", true).events().at(-1)).toMatchObject({
      type: "WorkStarted",
      by: "dev",
      overridden: true,
    });
    expect(ticket().authenticated().started("ben", true).refusal()).toBe("not_a_lead");
  });

  it("is anybody's in the staff's channel where the policy file names no reps, as long as no permission is asked for", () => {
    const nobodyNamed = { ...deskWith(), reps: [] };
    const asked = (permission: string | null) =>
      ticket(nobodyNamed).drafted({ permission }).opened().lookedUp().sent().replied("authenticated");
    expect(asked(null).started("somebody").lately()).toEqual(["WorkStarted"]);
    expect(asked("hosting").started("somebody").refusal()).toBe("no_permission");
    expect(ticket().authenticated().started("somebody").refusal()).toBe("not_a_rep");
  });

  it("is any rep's where no permission is asked for", () => {
    const plain = ticket().drafted({ permission: null }).opened().lookedUp().sent().replied("authenticated");
    expect(plain.started("ben").events().at(-1)).toMatchObject({ type: "WorkStarted", overridden: false });
  });

  it("is no press of a customer's or a stranger's", () => {
    expect(ticket().authenticated().started(CUSTOMER).refusal()).toBe("not_a_rep");
    expect(ticket().authenticated().started(STRANGER, true).refusal()).toBe("not_a_rep");
  });

  it("is refused on a closed ticket, a draft and a dropped one", () => {
    expect(ticket().authenticated().closed().started().refusal()).toBe("already_closed");
    expect(ticket().drafted().started().refusal()).toBe("already_closed");
    expect(ticket().drafted().dropped().started().refusal()).toBe("already_closed");
  });

  it("happens once for one rep; another may take it over", () => {
    const begun = ticket().authenticated().started("ana");
    expect(begun.started("ana").refusal()).toBe("already_started");
    expect(begun.started("dev", true).state().startedBy).toBe("dev");
  });
});

describe("taking a ticket", () => {
  it("gives it to the rep who presses, confirmed or not", () => {
    expect(
      ticket().awaiting().started("ben").give({ type: "TakeTicket", at: 0, by: "ben" }).state().assignee,
    ).toBe("ben");
    expect(ticket().awaiting().give({ type: "TakeTicket", at: 0, by: STRANGER }).refusal()).toBe("not_a_rep");
    expect(ticket().awaiting().closed().give({ type: "TakeTicket", at: 0, by: "ana" }).refusal()).toBe(
      "already_closed",
    );
  });
});

describe("answers from the ticket's thread", () => {
  it("go by mail to the contact who confirmed it", () => {
    const answered = ticket().authenticated().wrote("ana");
    expect(answered.lately()).toEqual(["TicketAnswered"]);
    expect(answered.latelyEffects()).toMatchObject([
      { type: "SendLetter", letter: "answer", textId: "message-1" },
    ]);
  });

  it("are marked as delivered when the mail server has taken them, and not before", () => {
    const taken = ticket()
      .authenticated()
      .wrote("ana")
      .give({ type: "RecordAnswerMailed", at: 0, textId: "message-1" });
    expect(taken.latelyEffects()).toEqual([
      { type: "MarkMessage", messageId: "message-1", mark: "delivered" },
    ]);
  });

  it("stay what they were: whoever changes one is told", () => {
    const changed = ticket()
      .authenticated()
      .wrote("ana")
      .give({ type: "RecordAnswerChange", at: 0, by: "ana", textId: "message-1", how: "edited" });
    expect(changed.latelyEffects()).toMatchObject([
      { type: "SayToTicket", sentence: { key: "ticket_answer_stands" }, mention: ["ana"], buttons: [] },
    ]);
  });

  it("stay as notes, and their writer is told, while nobody has confirmed it", () => {
    for (const unconfirmed of [
      ticket().awaiting(),
      ticket().authenticated().addressChanged(),
      ticket().mailed({ contactId: null, authenticated: false }),
      ticket(deskWith(), { mail: false }).drafted().opened(),
    ]) {
      const kept = unconfirmed.wrote("ana");
      expect(kept.lately()).toEqual(["TicketNoted", "TicketRefused"]);
      expect(kept.refusal()).toBe("cannot_answer");
      expect(kept.latelyLetters()).toEqual([]);
    }
  });

  it("of somebody who is no rep, and those on a closed ticket, go nowhere", () => {
    expect(ticket().authenticated().wrote(STRANGER).refusal()).toBe("not_a_rep");
    expect(ticket().authenticated().closed().wrote().refusal()).toBe("already_closed");
  });

  it("that are notes stay notes", () => {
    const noted = ticket().authenticated().wrote("ana", true);
    expect(noted.lately()).toEqual(["TicketNoted"]);
    expect(noted.latelyLetters()).toEqual([]);
  });
});

describe("replies in the ticket's thread", () => {
  it("are marked verified or not, and call whoever works on it when they are verified", () => {
    const begun = ticket().authenticated().started();
    expect(begun.replied("unverified", { verified: true }).latelyEffects()[0]).toMatchObject({
      type: "SayToTicket",
      sentence: { key: "ticket_reply", verified: true, textId: "reply-1" },
      mention: ["ana"],
    });
    expect(begun.replied("unverified").latelyEffects()[0]).toMatchObject({
      sentence: { key: "ticket_reply", verified: false },
      mention: [],
    });
  });

  it("say nothing of automatic mail", () => {
    for (const outcome of ["ignored", "retry"] as const) {
      expect(ticket().awaiting().replied(outcome).latelyEffects()).toEqual([]);
    }
  });

  it("are never said in chat: it gets state words alone", () => {
    const spec = ticket().awaiting();
    for (const outcome of [
      "unclear",
      "unverified",
      "staff_review",
      "authenticated",
      "unverified",
      "denied",
    ] as const) {
      spec.replied(outcome);
    }
    spec.replied("unverified", { verified: true });
    expect(JSON.stringify(spec.inChat())).not.toContain("reply-1");
    expect(JSON.stringify(spec.inChat())).not.toContain("mail-1");
  });
});

describe("closing", () => {
  it("is a rep's press; the contact who confirmed has a mail, and nobody who did not", () => {
    expect(ticket().authenticated().closed().latelyLetters()).toEqual(["closed"]);
    expect(ticket().awaiting().closed().latelyLetters()).toEqual([]);
    expect(ticket().mailed({ contactId: null, authenticated: false }).closed().latelyLetters()).toEqual([]);
    expect(ticket().awaiting().closed(STRANGER).refusal()).toBe("not_a_rep");
    expect(ticket().awaiting().closed().closed().refusal()).toBe("already_closed");
  });

  it("ends what the ticket waited for", () => {
    const closed = ticket().awaiting().closed();
    expect(closed.at(80).checked().lately()).toEqual([]);
    expect(closed.sent().lately()).toEqual([]);
  });

  it("is undone by a rep, or by a verified mail, and not by anybody's", () => {
    expect(ticket().authenticated().closed().reopened("ben").state().status).toBe("open");
    expect(ticket().authenticated().closed().replied("unverified", { verified: true }).lately()).toContain(
      "TicketReopened",
    );
    expect(ticket().authenticated().closed().replied("unverified").lately()).toEqual(["ReplyJudged"]);
    expect(ticket().authenticated().closed().reopened(STRANGER).refusal()).toBe("not_a_rep");
    expect(ticket().authenticated().reopened().refusal()).toBe("not_closed");
  });
});

describe("the card's buttons", () => {
  it("are what makes sense now", () => {
    expect(buttons(ticket().awaiting())).toEqual(["ticket_take", "ticket_close"]);
    expect(buttons(ticket().awaiting().replied("unclear"))).toEqual([
      "ticket_confirmed",
      "ticket_take",
      "ticket_close",
    ]);
    expect(buttons(ticket().authenticated())).toEqual(["ticket_start", "ticket_take", "ticket_close"]);
    expect(buttons(ticket().authenticated().started())).toEqual(["ticket_take", "ticket_close"]);
    expect(buttons(ticket().authenticated().closed())).toEqual(["ticket_reopen"]);
  });

  it("offer nothing that would make somebody authenticated outside of a reply that was verified", () => {
    for (const spec of [
      ticket().awaiting(),
      ticket().awaiting().replied("unverified"),
      ticket().awaiting().replied("staff_review"),
    ]) {
      expect(buttons(spec)).not.toContain("ticket_confirmed");
    }
  });
});

describe("failures of mail", () => {
  const failed = (spec: ReturnType<typeof ticket>, what: "confirmation" | "answer") =>
    spec
      .give({
        type: "RecordMailFailed",
        at: 0,
        what,
        code: "smtp-550",
        textId: what === "answer" ? "answer-1" : null,
      })
      .latelyEffects();

  it("of a confirmation are the managers' to know: reps must not learn that there was somebody to write to", () => {
    expect(failed(ticket().drafted().opened().lookedUp(), "confirmation")).toMatchObject([
      { type: "SayToManagers", sentence: { key: "ticket_mail_failed", number: 1042 } },
    ]);
  });

  it("of an answer are told where it was written", () => {
    expect(failed(ticket().authenticated(), "answer")).toMatchObject([
      { type: "MarkMessage", messageId: "answer-1", mark: "failed" },
      { type: "SayToTicket", mention: ["dev"] },
    ]);
  });
});
