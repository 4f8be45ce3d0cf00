import { createKeyedState } from '../src/keyed-state';

describe('keyed state', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it('remembers a value for its time and no longer', async () => {
    const state = createKeyedState<string>(60_000, () => new Date());
    await state.set('marie', 'asked');

    jest.advanceTimersByTime(59_000);
    const before = state.get('marie');
    jest.advanceTimersByTime(2_000);

    expect([before, state.get('marie')]).toEqual(['asked', undefined]);
  });

  it('does not grow with keys that are never read again', async () => {
    const state = createKeyedState<true>(60_000, () => new Date());
    for (let write = 0; write < 10_000; write += 1) {
      jest.advanceTimersByTime(1_000);
      await state.set(`message ${write}`, true);
    }

    expect(state.size()).toBeLessThan(1_100);
  });
});
