import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { HotlineRatesSchema } from "../../../gen/opscenter/v1/hotline_pb";
import { rates, shareOf } from "./rates";

const of = (key: string) => {
  const rate = rates.find((candidate) => candidate.key === key);
  if (!rate) throw new Error(key);
  return rate;
};

test("each rate divides what its definition says", () => {
  const year = create(HotlineRatesSchema, {
    toClaim: 100,
    claimedInTime: 91,
    toClose: 200,
    closedInTime: 150,
    assessed: 50,
    solved: 20,
    rated: 40,
    satisfied: 36,
    closed: 80,
    redispatched: 8,
    toContact: 10,
    contactedInTime: 7,
  });
  expect(Object.fromEntries(rates.map((rate) => [rate.key, shareOf(rate, year)]))).toEqual({
    claim: 0.91, closing: 0.75, solved: 0.4, satisfied: 0.9, redispatch: 0.1, contact: 0.7,
  });
});

test("satisfaction is of those who rated, not of all that was closed", () => {
  expect(shareOf(of("satisfied"), create(HotlineRatesSchema, { closed: 1_000, rated: 2, satisfied: 1 }))).toBe(0.5);
});

test("a rate of nothing is no number", () => {
  for (const rate of rates) {
    expect(shareOf(rate, create(HotlineRatesSchema))).toBeUndefined();
    expect(shareOf(rate, undefined)).toBeUndefined();
  }
});

test("none of some is a number: nought", () => {
  expect(shareOf(of("claim"), create(HotlineRatesSchema, { toClaim: 3 }))).toBe(0);
});
