import type { Person } from "../core/platform.ts";
import type { Desk } from "../core/policy/policy.ts";
import { deskWordsOf } from "../core/policy/policy.ts";
import type { DeskHome, HomeView } from "../core/views.ts";
import type { Clock, Home } from "../ports.ts";
import type { Store } from "../ports-store.ts";
import type { Chats } from "./address.ts";
import { sentenceBody } from "./compose/bodies.ts";
import type { Desks } from "./desks.ts";
import { listFor } from "./duty/commands.ts";
import { ownTicketItems } from "./tickets/list.ts";

export interface HomeOptions {
  readonly store: Store;
  readonly desks: Desks;
  readonly chats: Chats;
  readonly clock: Clock;
}

/** What a rep finds on their own page: what is theirs at each desk that the policy file names them on. */
export const createHome = ({ store, desks, chats, clock }: HomeOptions): Home => {
  const ofDesk = async (desk: Desk, personId: string): Promise<DeskHome> => {
    const [items, tickets] = await store.transaction(async (tx) => [
      await listFor(tx, desk, personId, chats),
      await ownTicketItems(tx, desk, personId, chats),
    ]);
    return {
      desk: deskWordsOf(desk),
      conversations: await sentenceBody(
        { key: "your_list", person: personId, begins: false, items },
        store.read,
      ),
      tickets: await sentenceBody({ key: "ticket_own_list", items: tickets }, store.read),
    };
  };

  return async (person: Person): Promise<HomeView> => {
    const theirs = desks
      .current()
      .filter((desk) => desk.reps.some((rep) => rep[person.platform] === person.userId));
    const [first] = theirs.length > 0 ? theirs : desks.current();
    const personId = theirs.length === 0 ? "" : await store.personId(person);
    const shown: DeskHome[] = [];
    for (const desk of theirs) shown.push(await ofDesk(desk, personId));
    return { language: first?.policy.language ?? "", now: clock.now(), desks: shown };
  };
};
