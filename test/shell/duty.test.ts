import { afterEach, beforeEach, expect, test } from "vitest";
import type { Conversation } from "../../src/core/conversation/state.ts";
import type { Effect } from "../../src/core/effect.ts";
import type { DeskVerb, Inbound } from "../../src/core/inbound.ts";
import type { Desk, Schedule } from "../../src/core/policy/policy.ts";
import { DAY, HOUR, MINUTE, SECOND, type Timestamp } from "../../src/core/time.ts";
import { createSteppableClock, type SteppableClock } from "../../src/main/clock.ts";
import { readPolicyFile, sandboxDesk } from "../../src/policy-file.ts";
import { aRequest } from "../support/a-request.ts";
import { createMuteHouse, type MuteHouse } from "../support/mute-house.ts";
import { describeBackends } from "../support/redis.ts";
import { aRep } from "../support/rep.ts";

/** Every day from one hour of UTC to another. */
const daily = (from: number, to: number): Schedule => ({
  zone: "UTC",
  weekly: [{ days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], fromS: from * 3600, toS: to * 3600 }],
  holidays: [],
});

/** Ana works from 8 to 16, Ben from 16 to 24, and Dev leads around the clock. */
const desk: Desk = {
  ...sandboxDesk(readPolicyFile(null).policy),
  reps: [
    aRep("ana", { sandbox: "ana", shifts: daily(8, 16) }),
    aRep("ben", { sandbox: "ben", shifts: daily(16, 24) }),
    aRep("dev", { sandbox: "dev", lead: true, shifts: daily(0, 1) }),
  ],
};

describeBackends("who is on duty", (backend) => {
  let world: MuteHouse;
  let current: Desk;
  let clock: SteppableClock;
  let serial = 0;

  const at = (hour: number, minute = 0): Timestamp =>
    Math.ceil(Date.now() / DAY) * DAY + hour * HOUR + minute * MINUTE;
  const goTo = async (moment: Timestamp): Promise<void> => {
    clock.step(moment - clock.now());
    await world.house.clockStepped();
  };
  const person = (userId: string) => ({
    platform: "sandbox" as const,
    userId,
    name: userId,
    accountCreatedAt: null,
  });
  const staff = { platform: "sandbox" as const, channel: "staff", thread: null };
  const handle = (inbound: Inbound): Promise<void> => world.house.engine.handle(inbound);
  const key = (): string => {
    serial += 1;
    return `test:${serial}`;
  };

  const opens = async (customer: string): Promise<string> => {
    await handle(aRequest(desk, { at: clock.now(), key: key(), userId: customer, name: customer }));
    const rows = await world.store.sql<{ id: string }[]>`
      select c.id from conversations c join people p on p.id = c.customer_id where p.user_id = ${customer}`;
    return rows[0]?.id ?? "";
  };
  const presses = (who: string, action: "claim" | "off_duty" | "on_duty", conversationId: string) =>
    handle({
      type: "ActionPressed",
      key: key(),
      at: clock.now(),
      action,
      conversationId,
      subject: null,
      place: staff,
      author: person(who),
      reply: null,
    });
  const says = (who: string, verb: DeskVerb, ...words: readonly string[]) =>
    handle({
      type: "DeskCommanded",
      key: key(),
      at: clock.now(),
      verb,
      words,
      place: staff,
      author: person(who),
      reply: null,
    });
  const stateOf = async (id: string): Promise<Conversation> => {
    const found = await world.store.read.conversation(id);
    if (found === null) throw new Error(`there is no conversation ${id}`);
    return found.stored.state;
  };
  const repOf = async (id: string, of: "rep" | "offeredTo"): Promise<string | null> => {
    const personId = (await stateOf(id))[of];
    return personId === null ? null : ((await world.store.read.person(personId))?.userId ?? null);
  };
  const said = async (): Promise<readonly Effect[]> =>
    (await world.store.sql<{ effect: Effect }[]>`select effect from outbox order by seq`).map(
      (row) => row.effect,
    );
  const sentences = async (key: string): Promise<readonly Effect[]> =>
    (await said()).filter((effect) => "sentence" in effect && effect.sentence.key === key);

  /** The policy file names these reps and shifts from now on. */
  const edit = async (edited: Desk): Promise<void> => {
    current = edited;
    await world.house.desksChanged();
    await world.house.sweeper.sweep();
  };

  beforeEach(async () => {
    current = desk;
    clock = createSteppableClock();
    clock.step(at(9) - clock.now());
    world = await createMuteHouse(backend, { desk, desks: () => [current], clock });
    await world.house.start();
  });
  afterEach(() => world.close());

  test("a conversation is offered to whoever's shift it is", async () => {
    expect(await repOf(await opens("anna"), "offeredTo")).toBe("ana");
    await goTo(at(17));
    expect(await repOf(await opens("bert"), "offeredTo")).toBe("ben");
  });

  test("ten minutes before a shift ends its rep is asked to finish, at its end the rest is offered on", async () => {
    await goTo(at(15, 45));
    const id = await opens("anna");
    await presses("ana", "claim", id);
    expect(await sentences("shift_end_near")).toEqual([]);
    await goTo(at(15, 50));
    expect(await sentences("shift_end_near")).toMatchObject([{ sentence: { endsAt: at(16) } }]);
    expect(await repOf(id, "rep")).toBe("ana");
    await goTo(at(16));
    expect(await repOf(id, "rep")).toBeNull();
    expect(await repOf(id, "offeredTo")).toBe("ben");
  });

  test("at the start of a shift a rep gets their list: what waits for them, and for anybody", async () => {
    await goTo(at(15, 58));
    await opens("anna");
    await goTo(at(16));
    expect(await sentences("your_list")).toMatchObject([
      { type: "SayToReps", sentence: { begins: true, items: [{ theirs: true }] } },
    ]);
  });

  test("a shift that an edit of the roster has ended an hour ago ends now, once, and spares who is on by their word", async () => {
    const shiftsOf = (ana: Schedule, dev: Schedule): Desk => ({
      ...desk,
      reps: desk.reps.map((rep) =>
        rep.id === "ana" ? { ...rep, shifts: ana } : rep.id === "dev" ? { ...rep, shifts: dev } : rep,
      ),
    });
    await edit(shiftsOf(daily(8, 16), daily(0, 16)));
    await goTo(at(12));
    const [first, second] = [await opens("anna"), await opens("bert")];
    await presses("ana", "claim", first);
    await presses("dev", "claim", second);
    await says("dev", "on");
    await edit(shiftsOf(daily(8, 11), daily(0, 11)));
    expect(await repOf(first, "rep")).toBeNull();
    expect(await repOf(first, "offeredTo")).toBe("dev");
    expect(await repOf(second, "rep")).toBe("dev");
    await presses("ana", "claim", first);
    await edit(shiftsOf(daily(8, 11), daily(0, 11)));
    expect(await repOf(first, "rep")).toBe("ana");
  });

  test("a rep who is taken out of the policy file has their conversations offered on", async () => {
    await goTo(at(10));
    const id = await opens("anna");
    await presses("ana", "claim", id);
    await edit({
      ...desk,
      reps: desk.reps.flatMap((rep) => (rep.id === "ana" ? [] : [{ ...rep, shifts: daily(8, 24) }])),
    });
    expect(await repOf(id, "rep")).toBeNull();
    expect(await repOf(id, "offeredTo")).toBe("ben");
  });

  test("each change of shift is handled once, over a restart too", async () => {
    await goTo(at(15, 45));
    await presses("ana", "claim", await opens("anna"));
    await goTo(at(15, 55));
    await world.house.sweeper.sweep();
    await world.house.desksChanged();
    await world.house.sweeper.sweep();
    expect(await sentences("shift_end_near")).toHaveLength(1);
  });

  test("/desk off: their conversations are offered on; /desk on during somebody else's shift works", async () => {
    const id = await opens("anna");
    await presses("ana", "claim", id);
    await says("ben", "on");
    await says("ana", "off");
    expect(await repOf(id, "rep")).toBeNull();
    expect(await repOf(id, "offeredTo")).toBe("ben");
    expect(await sentences("duty_set")).toMatchObject([
      { sentence: { on: true, until: at(16) } },
      { sentence: { on: false, until: at(16), offeredOn: 1 } },
    ]);
  });

  test("/desk off: what they had is spread over the others, not given to one of them", async () => {
    await says("ben", "on");
    await says("dev", "on");
    for (const customer of ["c1", "c2", "c3", "c4"]) await presses("ana", "claim", await opens(customer));
    await says("ana", "off");
    expect(await offersByRep()).toEqual({ ben: 2, dev: 2 });
  });

  test("conversations that open at the same moment are spread over those on duty", async () => {
    await says("ben", "on");
    await Promise.all(["c1", "c2", "c3", "c4", "c5", "c6"].map(opens));
    expect(await offersByRep()).toEqual({ ana: 3, ben: 3 });
  });

  test("a word holds no longer once its end is long past", async () => {
    await says("dev", "on");
    await goTo(at(24 * 5 + 12));
    expect(await repOf(await opens("anna"), "offeredTo")).toBe("ana");
    await says("ana", "off");
    expect(await repOf(await opens("bert"), "offeredTo")).toBeNull();
  });

  test("a word on duty holds until the next change of one's own shifts", async () => {
    await says("ana", "off");
    expect(await repOf(await opens("anna"), "offeredTo")).toBeNull();
    await goTo(at(24 + 9));
    expect(await repOf(await opens("bert"), "offeredTo")).toBe("ana");
  });

  test("the button does what the command does, and strangers are told that they are on no desk", async () => {
    await presses("ana", "off_duty", "");
    expect(await sentences("duty_set")).toHaveLength(1);
    await says("mallory", "on");
    expect(await sentences("not_on_the_desk")).toHaveLength(1);
  });

  test("“/desk claim 1001” claims by number, and says when there is none", async () => {
    const id = await opens("anna");
    const { number } = await stateOf(id);
    await says("ana", "claim", String(number));
    expect(await repOf(id, "rep")).toBe("ana");
    await says("ana", "claim", "99999");
    await says("ana", "resolve");
    expect(await sentences("no_such_conversation")).toMatchObject([
      { sentence: { number: 99_999 } },
      { sentence: { number: null } },
    ]);
  });

  const offersByRep = async (): Promise<Record<string, number>> => {
    const rows = await world.store.sql<{ rep: string; count: number }[]>`
      select p.user_id as rep, count(*)::int as count from conversations c join people p on p.id = c.offered_to
      where c.rep_id is null group by 1 order by 1`;
    return Object.fromEntries(rows.map(({ rep, count }) => [rep, count]));
  };

  /** The alerts channel has taken the offer, and its mention. */
  const arrives = async (id: string): Promise<void> => {
    const rows = await world.store.sql<{ id: string }[]>`
      select id from outbox where conversation_id = ${id} and type = 'PostAlert'`;
    const place = { platform: "sandbox" as const, channel: "alerts", thread: null };
    const receipt = { place, messages: [{ place, id: key() }], at: clock.now() };
    await handle({ type: "EffectDelivered", outboxId: rows[0]?.id ?? "", receipt });
  };

  test("two pings without any sign of a rep: the next conversation is offered to somebody else", async () => {
    await says("ben", "on");
    for (const customer of ["c1", "c2", "c3"]) await presses("ben", "claim", await opens(customer));
    for (const customer of ["anna", "bert"]) {
      const id = await opens(customer);
      expect(await repOf(id, "offeredTo")).toBe("ana");
      await arrives(id);
    }
    await goTo(clock.now() + 31 * SECOND);
    expect(await repOf(await opens("carl"), "offeredTo")).toBe("ben");
    await says("ana", "list");
    expect(await repOf(await opens("dora"), "offeredTo")).toBe("ana");
  });

  test("times without anybody on duty that could not be told are told when they can be", async () => {
    const { sql } = world.store;
    await sql`create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`;
    await sql`create trigger refused before insert on outbox for each row
      when (new.type = 'SayToManagers') execute function refuse()`;
    await world.house.sweeper.sweep();
    expect(await sentences("cover_gaps")).toEqual([]);
    await sql`drop trigger refused on outbox`;
    await world.house.desksChanged();
    await world.house.sweeper.sweep();
    expect(await sentences("cover_gaps")).toHaveLength(1);
  });

  test("times without anybody on duty are told to the managers once", async () => {
    await world.house.sweeper.sweep();
    await world.house.desksChanged();
    await world.house.sweeper.sweep();
    const told = await sentences("cover_gaps");
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ type: "SayToManagers" });
  });
});
