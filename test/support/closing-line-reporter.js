/** Ends the run with the one plain line that counts: `N passed, N failed`. */
module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    // A file that could not even be read has failed without a test of its own.
    const failed = results.numFailedTests + results.testResults.filter((file) => file.testExecError).length;
    const skipped = results.numPendingTests > 0 ? `, ${results.numPendingTests} skipped` : '';
    process.once('exit', () =>
      process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed${skipped}\n`),
    );
  }
};
