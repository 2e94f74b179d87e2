// The process of one step: `step.mjs MEASURE STEP`; its input and its answer are messages.
import { MEASURES } from '../measures.mjs';

const [measure, step] = process.argv.slice(2);

process.once('message', async ({ input }) => {
  try {
    answer({ value: await MEASURES[measure][step](input) });
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    answer({ problem: error.message || String(error) });
  }
});

function answer(message) {
  process.send(message, () => process.exit(0));
}
