import { CLASSES, type Head, probabilities } from "../../adapters/second-opinion/head.ts";

const EPOCHS = 60;
const RATE = 0.5;
/** Keeps weights small, so that one odd word does not decide. */
const DECAY = 2e-5;

/** The same order in every run: a training is repeatable. */
const shuffled = (count: number, seed: number): readonly number[] => {
  const order = Array.from({ length: count }, (_, index) => index);
  let state = seed;
  for (let at = count - 1; at > 0; at -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
};

/** Softmax regression by stochastic gradient descent; classes weigh alike within a factor of two. */
export const trainHead = (vectors: readonly (readonly number[])[], labels: readonly number[]): Head => {
  const size = vectors[0]?.length ?? 0;
  const weights = CLASSES.map(() => new Array<number>(size).fill(0));
  const biases = CLASSES.map(() => 0);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const rate = RATE / (1 + epoch / 10);
    for (const index of shuffled(vectors.length, epoch + 1)) {
      const vector = vectors[index] ?? [];
      const chances = probabilities({ weights, biases }, vector);
      for (const [which, row] of weights.entries()) {
        const error = (chances[which] ?? 0) - (labels[index] === which ? 1 : 0);
        for (let at = 0; at < size; at += 1)
          row[at] = (row[at] ?? 0) * (1 - rate * DECAY) - rate * error * (vector[at] ?? 0);
        biases[which] = (biases[which] ?? 0) - rate * error;
      }
    }
  }
  return { weights, biases };
};
