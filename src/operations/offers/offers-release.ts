import { defineChange } from '../operation';
import { decideNews, decisionOnNews, proposeDecision } from './decide-news';

/** Lets news go out that waited for an admin; what is out can be withdrawn (`offers.recall`). */
export const offersRelease = defineChange({
  ...decisionOnNews,
  id: 'offers.release',
  propose: (context, { news }) => proposeDecision(context, news, 'released'),
  perform: async (effect, { data }) => (await decideNews(effect, data, ['waiting'], 'released')) ?? {},
});
