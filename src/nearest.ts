/** Edits (a letter added, left out, changed, or two swapped) that turn one word into the other. */
const distance = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
          ? (rows[row - 2]?.[column - 2] ?? 0) + 1
          : Number.POSITIVE_INFINITY;
      line.push(
        Math.min(
          (rows[row - 1]?.[column] ?? 0) + 1,
          (line[column - 1] ?? 0) + 1,
          (rows[row - 1]?.[column - 1] ?? 0) + same,
          swapped,
        ),
      );
    }
    rows.push(line);
  }
  return rows[a.length]?.[b.length] ?? 0;
};

/** The known word that was probably meant, or null: at most a third of its letters may differ. */
export const nearest = (word: string, known: readonly string[]): string | null => {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_\s]/g, "");
  const [best] = known
    .map((one) => ({ one, far: distance(plain(word), plain(one)) }))
    .filter(({ one, far }) => far <= Math.max(1, Math.floor(plain(one).length / 3)))
    .sort((a, b) => a.far - b.far);
  return best?.one ?? null;
};
