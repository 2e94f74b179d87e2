import fc from 'fast-check';
import { toInstant } from '#kernel/instant';
import { goOn, type LessonShape, minutesLeft, placeOf, type Progress, stepsOf, type StepShape, unansweredSteps } from './progress';

const FINISHED = toInstant('2027-03-01T14:00:00Z');
const step = (id: string, kind: string, ...variants: string[]): StepShape => ({
  id,
  kind,
  variants: Object.fromEntries((variants.length > 0 ? variants : ['both']).map((variant) => [variant, {}])),
});
const LESSON: LessonShape & { minutes: number } = {
  id: 'lesson-1',
  minutes: 9,
  steps: [
    step('caso', 'case', 'public', 'internal'),
    step('idea-1', 'idea'),
    step('mostrador', 'idea', 'public'),
    step('practica-1', 'choice'),
    step('recordar', 'recall'),
  ],
};
const at = (block: string, finishedAt: Progress['finishedAt'] = null): Progress => ({ block, finishedAt });
const stepNamed = (id: string): StepShape => LESSON.steps.find((one) => one.id === id)!;

describe('finding one’s way in a lesson', () => {
  it('shows each audience the steps that are theirs', () => {
    expect(stepsOf(LESSON, 'public').map(({ id }) => id)).toEqual(['caso', 'idea-1', 'mostrador', 'practica-1', 'recordar']);
    expect(stepsOf(LESSON, 'internal').map(({ id }) => id)).toEqual(['caso', 'idea-1', 'practica-1', 'recordar']);
  });

  it('resumes at the furthest step, and begins again where the lesson is new or finished', () => {
    expect(placeOf(LESSON, 'public', null)?.id).toBe('caso');
    expect(placeOf(LESSON, 'public', at('practica-1'))?.id).toBe('practica-1');
    expect(placeOf(LESSON, 'public', at('recordar', FINISHED))?.id).toBe('caso');
  });

  it('goes on at the next step when somebody changes audience on a step that the other does not have', () => {
    expect(placeOf(LESSON, 'internal', at('mostrador'))?.id).toBe('practica-1');
  });

  it('moves forward only from the step reached: neither an old tab nor an address typed by hand skips anything', () => {
    expect(goOn(LESSON, 'public', null, stepNamed('caso'))).toEqual({ reached: 'idea-1', next: 'idea-1', atEnd: false });
    expect(goOn(LESSON, 'public', at('mostrador'), stepNamed('caso'))).toEqual({ reached: 'mostrador', next: 'idea-1', atEnd: false });
    expect(goOn(LESSON, 'public', at('idea-1'), stepNamed('recordar'))).toEqual({ reached: 'idea-1', next: null, atEnd: false });
    expect(goOn(LESSON, 'public', at('recordar'), stepNamed('recordar'))).toEqual({ reached: 'recordar', next: null, atEnd: true });
  });

  it('never loses ground and always arrives, whatever is pressed in between', () => {
    const indexOf = (id: string): number => LESSON.steps.findIndex((one) => one.id === id);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LESSON.steps)), (presses) => {
        let progress: Progress | null = null;
        for (const pressed of presses) {
          const way = goOn(LESSON, 'public', progress, pressed);
          expect(indexOf(way.reached)).toBeGreaterThanOrEqual(progress === null ? 0 : indexOf(progress.block));
          progress = at(way.reached);
        }
        let ended = false;
        for (let presses_ = 0; presses_ < LESSON.steps.length && !ended; presses_ += 1) {
          const way = goOn(LESSON, 'public', progress, placeOf(LESSON, 'public', progress)!);
          progress = at(way.reached);
          ended = way.atEnd;
        }
        expect(ended).toBe(true);
      }),
    );
  });

  it('names the practices without an answer', () => {
    expect(unansweredSteps(LESSON, 'public', new Set(['practica-1'])).map(({ id }) => id)).toEqual(['recordar']);
  });

  it('says how many minutes are left', () => {
    expect(minutesLeft(LESSON, 'public', null)).toBe(9);
    expect(minutesLeft(LESSON, 'public', at('recordar'))).toBe(2);
    expect(minutesLeft(LESSON, 'public', at('recordar', FINISHED))).toBe(0);
  });
});
