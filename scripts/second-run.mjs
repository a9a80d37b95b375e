// What failed in a browser once, on two cores with three browsers, is tried once more with the machine to itself; it says so.

/**
 * @typedef {{name: string, status: string, assertionResults: {status: string}[]}} File
 * @typedef {{testResults: File[]}} Report What Vitest's JSON reporter writes.
 */

/**
 * The files that are run once more: those that failed, if all of them are browser tests and they are three at most.
 * @param {Report} report @returns {string[]} their paths; none where a second run would hide something
 */
export function filesToRepeat({ testResults }) {
  const failed = testResults.filter(({ status }) => status === 'failed').map(({ name }) => name)
  return failed.length <= 3 && failed.every((name) => name.endsWith('.browser.test.ts')) ? failed : []
}

/**
 * How many tests passed and failed, where a later run counts instead of an earlier one of the same file.
 * @param {Report[]} reports in the order of the runs
 */
export function countsOf(reports) {
  const last = new Map(reports.flatMap(({ testResults }) => testResults.map((file) => [file.name, file])))
  const tests = [...last.values()].flatMap(({ assertionResults }) => assertionResults)
  /** @param {string} wanted */
  const count = (wanted) => tests.filter(({ status }) => status === wanted).length
  return { passed: count('passed'), failed: count('failed') }
}
