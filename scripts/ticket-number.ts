/** As people write it: `T-1042`, or `1042`. Null: it is none. */
export const ticketNumberOf = (written: string): number | null => {
  const number = /^(?:T-)?(\d{1,12})$/i.exec(written.trim())?.[1];
  return number === undefined ? null : Number(number);
};
