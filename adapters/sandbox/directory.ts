import type { Person } from "../../src/core/platform.ts";
import type { Rep } from "../../src/core/policy/policy.ts";
import type { Author } from "./render/view.ts";
import { type Customer, repPerson, repUserId } from "./store/people.ts";

/** Everybody on this platform, at hand without a query. The store keeps them; this follows it. */
export const createDirectory = (reps: () => readonly Rep[]) => {
  const customers = new Map<string, Customer>();

  const rep = (userId: string): Rep | null => reps().find((one) => repUserId(one) === userId) ?? null;

  const nameOf = (userId: string): Author | null => {
    const customer = customers.get(userId);
    if (customer !== undefined) return { userId, name: customer.name, role: "customer" };
    const found = rep(userId);
    return found === null ? null : { userId, name: found.name, role: "rep" };
  };

  return {
    nameOf,
    person: (userId: string): Person | null => {
      const customer = customers.get(userId);
      if (customer !== undefined) {
        const { platform, name, accountCreatedAt } = customer;
        return { platform, userId, name, accountCreatedAt };
      }
      const found = rep(userId);
      return found === null ? null : repPerson(found);
    },
    customer: (userId: string): Customer | null => customers.get(userId) ?? null,
    isRep: (userId: string): boolean => rep(userId) !== null,
    customers: (): readonly Customer[] => [...customers.values()],
    reps: (): readonly (Author & { readonly lead: boolean })[] =>
      reps().map((one) => ({ userId: repUserId(one), name: one.name, role: "rep", lead: one.lead })),
    /** Whom a message addresses by beginning with `@Name`: the longest name that fits, or its first word. */
    addressed: (text: string): string | null => {
      const start = text.trimStart().toLowerCase();
      if (!start.startsWith("@")) return null;
      const names = reps()
        .flatMap((one) => [
          { name: one.name, rep: one },
          { name: one.name.split(" ")[0] ?? "", rep: one },
          { name: repUserId(one), rep: one },
        ])
        .filter(({ name }) => name !== "" && start.startsWith(`@${name.toLowerCase()}`))
        // "@Ada" does not address somebody in "@Adalbert".
        .filter(({ name }) => !/^[\p{L}\p{N}]/u.test(start.slice(name.length + 1)))
        .sort((a, b) => b.name.length - a.name.length);
      const first = names[0];
      return first === undefined ? null : repUserId(first.rep);
    },
    put: (customer: Customer): void => {
      customers.set(customer.userId, customer);
    },
    replace: (all: readonly Customer[]): void => {
      customers.clear();
      for (const one of all) customers.set(one.userId, one);
    },
  };
};

export type Directory = ReturnType<typeof createDirectory>;
