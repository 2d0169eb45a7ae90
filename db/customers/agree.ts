import type postgres from "postgres";
import { type Fault, shown } from "../../src/core/customers/fault.ts";
import type { RowFault } from "../../src/core/customers/row.ts";

interface Disagreement {
  readonly line: number;
  readonly first: number;
  readonly at: string;
  readonly reference: string;
  readonly expected: string;
  readonly came: string;
}

/**
 * Rows that do not fit with an earlier one: the same contact again, another name, plan or other domains for the same
 * account. And accounts that no row names. Each with the line that it is measured by.
 */
const disagreements = (tx: postgres.TransactionSql) => tx`
  create temp table disagreements on commit drop as
  with twice as (
    select reference, address_key from staged where address_key is not null
    group by reference, address_key having count(*) > 1
  ), doubled as (
    select line, min(line) over (partition by reference, address_key) as first, reference, address
    from staged join twice using (reference, address_key)
  ), at_odds as (
    select reference, max(name) as name from staged group by reference
    having max(name) = '' or min(nullif(name, '')) <> max(name) or min(nullif(plan, '')) <> max(plan)
      or min(nullif(domains, '{}')) <> max(domains)
  ), said as (
    select line, reference, kind, value,
      first_value(value) over w as expected, first_value(line) over w as first
    from staged
    cross join lateral (values
      ('name', name), ('plan', plan), ('domains', array_to_string(domains, ' '))
    ) as given(kind, value)
    where value <> '' and reference in (select reference from at_odds)
    window w as (partition by reference, kind order by line)
  )
  select line, first, 'email' as at, reference, '' as expected, address as came from doubled where line > first
  union all
  select line, first, kind, reference, expected, value from said where value <> expected
  union all
  select min(line), min(line), 'nameless', reference, '', '' from staged
  where reference in (select reference from at_odds where name = '') group by reference`;

const faultOf = ({ at, first, reference, expected, came }: Disagreement): Fault => {
  if (at === "email") {
    return {
      at,
      expected: `each contact of ${shown(reference)} once`,
      came: `${shown(came)} again, as on line ${first}`,
      todo: "Remove one of both rows.",
    };
  }
  if (at === "nameless") {
    return {
      at: "name",
      expected: `the name of ${shown(reference)} in one of its rows`,
      came: "nothing",
      todo: "Write it in the first of them.",
    };
  }
  return {
    at,
    expected: `${shown(expected)} for ${shown(reference)}, as on line ${first}`,
    came: shown(came),
    todo: "Make both the same, or leave it empty in all rows of the account but one.",
  };
};

/**
 * Finds the rows that contradict others and takes them out of what is staged: an account without a name goes whole.
 * Returns how many there are, and the first of them.
 */
export const takeOutDisagreements = async (
  tx: postgres.TransactionSql,
  most: number,
): Promise<{ readonly count: number; readonly first: readonly RowFault[] }> => {
  await disagreements(tx);
  const rows = await tx<Disagreement[]>`select * from disagreements order by line, at limit ${most}`;
  const [counted] = await tx<{ count: number }[]>`select count(*)::int as count from disagreements`;
  const count = counted?.count ?? 0;
  if (count > 0) {
    await tx`
      delete from staged using disagreements as d
      where staged.line = d.line or (d.at = 'nameless' and staged.reference = d.reference)`;
  }
  return { count, first: rows.map((row) => ({ line: row.line, fault: faultOf(row) })) };
};
