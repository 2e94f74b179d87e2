import { fill, openRound, publish } from '../support/company.mjs';
import { start } from '../support/product.mjs';

/** Opening a round for so many people: everybody assigned, in one transaction. */
export function opening({ people, target, peer = null }) {
  return {
    title: `opening a round for ${people.toLocaleString('en')} people`,
    async prepare() {
      const product = await start();
      const [hr] = await fill(product, people);
      await publish(product);
      await product.close();
      return { hr };
    },
    async measure({ hr }) {
      const product = await start();
      const began = performance.now();
      const { assigned } = await openRound(product, hr);
      const seconds = (performance.now() - began) / 1000;
      if (assigned !== people) throw new Error(`${assigned} people were assigned instead of ${people}`);
      await product.close();
      const figures = [
        { name: 'seconds', value: seconds, unit: 's', target, peer },
        { name: 'peoplePerSecond', value: people / seconds, unit: 'people/s', better: 'more' },
      ];
      return [{ work: `open a round for ${people.toLocaleString('en')}`, figures }];
    },
  };
}
