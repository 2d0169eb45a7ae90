import { CATEGORIES, type Category } from "../../src/core/gate/category.ts";
import type { SecondView } from "../../src/core/gate/judge.ts";

/** What the head tells apart: a request of each category, and everything else. */
export const CLASSES = [...CATEGORIES, "harmless"] as const;
export type Class = (typeof CLASSES)[number];

/** A softmax over the classes: a row of weights and a bias for each. */
export interface Head {
  readonly weights: readonly (readonly number[])[];
  readonly biases: readonly number[];
}

/** How probable each class is, in their order; they add up to 1. */
export const probabilities = ({ weights, biases }: Head, vector: readonly number[]): readonly number[] => {
  const scores = weights.map((row, index) =>
    row.reduce((sum, weight, at) => sum + weight * (vector[at] ?? 0), biases[index] ?? 0),
  );
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((all, one) => all + one, 0);
  return powers.map((power) => power / sum);
};

export const viewOf = (head: Head, vector: readonly number[]): SecondView => {
  const chances = probabilities(head, vector);
  const best = CATEGORIES.reduce<Category>(
    (one, other) =>
      (chances[CLASSES.indexOf(other)] ?? 0) > (chances[CLASSES.indexOf(one)] ?? 0) ? other : one,
    "account",
  );
  return { harmless: chances[CLASSES.indexOf("harmless")] ?? 1, category: best };
};

/** Weights are kept as bytes: a scale for all, and -127 to 127 for each. */
export interface PackedHead {
  readonly scale: number;
  /** Base64, class after class. */
  readonly weights: string;
  readonly biases: readonly number[];
}

export const packed = ({ weights, biases }: Head): PackedHead => {
  const scale = Math.max(...weights.flat().map(Math.abs)) / 127;
  const bytes = Int8Array.from(weights.flat(), (weight) => Math.round(weight / scale));
  return { scale, weights: Buffer.from(bytes.buffer).toString("base64"), biases };
};

export const unpacked = ({ scale, weights, biases }: PackedHead): Head => {
  const bytes = Buffer.from(weights, "base64");
  const size = bytes.length / biases.length;
  return {
    weights: biases.map((_, index) =>
      Array.from({ length: size }, (__, at) => bytes.readInt8(index * size + at) * scale),
    ),
    biases,
  };
};
