// The process of one step: `step.mjs MEASURE STEP`; its input and its answer are messages.
const [measure, step] = process.argv.slice(2);

process.once('message', async ({ input }) => {
  try {
    const module = await import(`../measures/${measure}.mjs`);
    answer({ value: await module[step](input) });
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    answer({ problem: error.message || String(error) });
  }
});

function answer(message) {
  process.send(message, () => process.exit(0));
}
