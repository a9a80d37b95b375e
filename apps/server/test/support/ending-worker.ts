/** Answers a number with itself, and ends over 0 as a program does that aborts. */
process.on('message', (job) => {
  if (job === 0) process.abort()
  process.send?.(job)
})
