import { checkDeadlines } from "./check-deadlines.ts";
import type { Command } from "./command.ts";
import { replay } from "./evolve.ts";
import { judge } from "./judge.ts";
import type { Known } from "./known.ts";
import {
  claim,
  endDuty,
  release,
  takeOver,
  transferToPermission,
  transferToRep,
  warnOfShiftEnd,
} from "./rules/assignment.ts";
import { closeByCustomer, customerLeft, customerWrote, open, reopenByCustomer } from "./rules/customer.ts";
import { handOff, resolve } from "./rules/end.ts";
import { chooseHow, found, overrule } from "./rules/gate.ts";
import { askChoice, keepBall, reopen, sendStillOnIt, waitForCustomer, waiveReply } from "./rules/press.ts";
import type { Events } from "./rules/refusal.ts";
import { failedResponse, response, sendHeld, staffWrote } from "./rules/reply.ts";
import type { Conversation } from "./state.ts";

const rules = (command: Command, state: Conversation, known: Known): Events => {
  switch (command.type) {
    case "OpenConversation":
      return state.status === "none" ? open(command, state, known) : [];
    case "ReceiveCustomerMessage":
      return customerWrote(command, state, known);
    case "ReceiveStaffMessage":
      return staffWrote(command, state, known);
    case "RecordEdit":
      return [
        {
          type: command.side === "customer" ? "CustomerMessageEdited" : "ReplyEdited",
          at: command.at,
          messageId: command.messageId,
        },
        ...(command.side === "customer" ? found(command) : []),
      ];
    case "RecordDelete":
      return [
        {
          type: command.side === "customer" ? "CustomerMessageDeleted" : "ReplyDeleted",
          at: command.at,
          messageId: command.messageId,
        },
      ];
    case "RecordReaction":
      return [{ type: "CustomerReacted", at: command.at }];
    case "ClaimConversation":
      return claim(command, state);
    case "TakeOver":
      return takeOver(command, state, known);
    case "KeepBall":
      return keepBall(command, state);
    case "WaiveReply":
      return waiveReply(command, state);
    case "ResolveConversation":
      return resolve(command, state);
    case "ReopenConversation":
      return reopen(command, state);
    case "ReleaseConversation":
      return release(command, state, known);
    case "AskChoice":
      return askChoice(command, state);
    case "TransferToRep":
      return transferToRep(command, state, known);
    case "TransferToPermission":
      return transferToPermission(command, state, known);
    case "HandOff":
      return handOff(command, state);
    case "WaitForCustomer":
      return waitForCustomer(command, state, known);
    case "SendStillOnIt":
      return sendStillOnIt(command, state);
    case "WarnOfShiftEnd":
      return warnOfShiftEnd(command, state);
    case "EndDuty":
      return endDuty(command, state, known);
    case "SendHeld":
      return sendHeld(command, state, known);
    case "CloseByCustomer":
      return closeByCustomer(command, state);
    case "ReopenByCustomer":
      return reopenByCustomer(command, state, known);
    case "RecordCustomerLeft":
      return customerLeft(command.at, state);
    case "RecordPlaceOpened":
      return [{ type: "CustomerPlaceOpened", at: command.at, kind: command.kind }];
    case "RecordPlaceFailed":
      return [{ type: "CustomerUnreachable", at: command.at, reason: command.reason }];
    case "RecordCardPosted":
      return state.cardPosted ? [] : [{ type: "CardPosted", at: command.at }];
    case "RecordAlertFailed": {
      const { at, alert, reason, code } = command;
      // Its last resort failed as well: the log has it, and there is nowhere left to say it.
      return alert.channel === "staff" ? [] : [{ type: "AlertFailed", at, alert, reason, code }];
    }
    case "RecordPageFailed":
      return [{ ...command, type: "PageFailed" }];
    case "RecordCardFailed":
      return [{ type: "CardFailed", at: command.at, reason: command.reason, code: command.code }];
    case "RecordResponse":
      return response(command, state);
    case "RecordFailedResponse":
      return failedResponse(command, state);
    case "RecordOriginalKept": {
      const { at, messageId, code } = command;
      return [{ type: "OriginalKept", at, messageId, code }];
    }
    case "LinkTicket":
      return [{ type: "TicketLinked", at: command.at, ticketId: command.ticketId, number: command.number }];
    case "RecordOpinion":
      return state.status === "open" && state.gated[command.messageId] === undefined ? found(command) : [];
    case "OverruleGate":
      return overrule(command, state);
    case "ChooseHow":
      return chooseHow(command, state);
    case "CheckDeadlines":
      return checkDeadlines(state, known);
    default:
      return command satisfies never;
  }
};

/** What happened by this command, and what the clocks say of it. A pure function: it asks nobody and sends nothing. */
export const decide = (command: Command, state: Conversation, known: Known): Events => {
  const events = rules(command, state, known);
  return [...events, ...judge(replay(events, state), known)];
};
