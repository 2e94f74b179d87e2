import { inflateSync } from 'node:zlib';
import { readyImage } from './images';

/** Four pixels in one byte: see-through, teal, half orange, see-through. */
const FOUR_IN_A_BYTE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAABAgMAAACEUudeAAAACVBMVEX/AP8AgID/pQBpTdVTAAAAA3RSTlMA/4CE6rqMAAAACklEQVR4nGOQAAAAGgAZLYj0NgAAAABJRU5ErkJggg==',
  'base64',
);

const FOR_A_PRESS = Buffer.from(
  '/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6utq2eAvMm6pseZqKuk/9sAQwEcHh4oIyhOKytOpG5dbqSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk/8AAFAgABgAQBAEiAAIRAQMRAQQiAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAF/8QAGRABAAIDAAAAAAAAAAAAAAAAAAJRARQV/8QAFQEBAQAAAAAAAAAAAAAAAAAAAgP/xAAZEQABBQAAAAAAAAAAAAAAAAAAAQMSE1H/2gAOBAEAAhEDEQQAAD8AgbM7NmdgMUL3OaWObC8HNheAf//Z',
  'base64',
);

describe('a picture for a PDF', () => {
  it('keeps its colours and its transparency where several pixels share a byte', async () => {
    const { width, height, objects } = await readyImage(FOUR_IN_A_BYTE);
    expect([width, height]).toEqual([4, 1]);
    const [colours, transparency] = objects.map(({ bytes }) => [...inflateSync(bytes ?? Buffer.alloc(0))]);
    expect(transparency).toEqual([0, 255, 128, 0]);
    expect(colours?.slice(3, 6)).toEqual([0, 128, 128]);
    expect(colours?.slice(6, 9).map((part, at) => Math.abs(part - [255, 165, 0][at]!) <= 1)).toEqual([true, true, true]);
  });

  it('says how the inks of a press look', async () => {
    const { objects } = await readyImage(FOR_A_PRESS);
    const [picture, mixture] = objects;
    expect(picture?.data['ColorSpace']).toEqual(['DeviceN', ['Cyan', 'Magenta', 'Yellow', 'Black'], 'DeviceRGB', mixture]);
    expect(inflateSync(mixture?.bytes ?? Buffer.alloc(0)).toString()).toMatch(/^{ 1 exch sub 4 -1 roll .* pop }$/);
  });

  it('is made ready once, whatever copy of it comes', async () => {
    expect(await readyImage(new Uint8Array(FOUR_IN_A_BYTE))).toBe(await readyImage(FOUR_IN_A_BYTE));
  });
});
