import weights from './weights.json';
import type { StoredModel } from './likelihood';

/** What the model was trained to (`npm run weights`): two megabytes, so it is loaded when the first sentence needs it. */
export const storedWeights: StoredModel = weights;
