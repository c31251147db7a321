// Runs published vector files through the package. The same in Node and in a browser.
import { codes } from "./codes.js";
import { messages } from "./messages.js";
import { otherReason } from "./reasons.js";
import { rules } from "./rules.js";
import { session } from "./session.js";
import { NoRoom, NotAccepted } from "./values.js";

/** What runs each file, by its name. */
export const families = ({ access, policy, market }) => ({
  ...codes(access), ...messages(access), ...session(access), ...rules({ access, policy, market }),
});

const ordered = (value) =>
  JSON.stringify(value, (_, member) =>
    member && typeof member === "object" && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort())
      : member);

/** The reason of a refusal; of another error none. */
export const reasonOf = (error) => {
  if (error instanceof NoRoom) return "no_room";
  if (error instanceof NotAccepted) return "not_accepted";
  return error.name === "DoorwardError" ? error.code : undefined;
};

/** The tests of a file: how many were run, and what went wrong. */
export async function run(compute, file, split) {
  const report = { algorithm: file.algorithm, stated: file.numberOfTests, executed: 0, failures: [] };
  for (const { tests, ...group } of file.groups) {
    for (const test of tests) {
      report.executed += 1;
      const problem = await check(compute, file.algorithm, group, test, split);
      if (problem) report.failures.push(`${file.algorithm} ${test.id} (${test.comment}): ${problem}`);
    }
  }
  return report;
}

async function check(compute, algorithm, group, test, split) {
  const { inputs, outputs: published } = split(algorithm, group, test);
  try {
    const computed = await compute(group, inputs, published);
    if (test.result !== "valid") return `accepted, with ${ordered(computed)}`;
    const [a, b] = [ordered(computed), ordered(published)];
    return a === b ? undefined : `computed ${a}, published ${b}`;
  } catch (error) {
    const reason = reasonOf(error);
    if (test.result !== "invalid" || reason === undefined) return `${error.name}: ${error.message}`;
    return otherReason(algorithm, test.flags, reason);
  }
}
