import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createEmbeddedAccount } from './account/embedded/embedded-account';
import { createFirstAdmins, ensureOrganization } from './account/embedded/first-admin';
import { loadSampleAccount, sampleAccountSchema } from './account/embedded/sample-account';
import { createSheetCollector } from './collect-sheets';
import { createAuditReader } from './audit/audit-reader';
import { createCheckpoints } from './audit/checkpoint';
import { createCheckpointPlaces } from './audit/checkpoint-place';
import type { Config, ModelSettings } from './config';
import { loadCards } from './desk/card';
import { createAccountNames } from './desk/account-names';
import { createConversationMemory } from './desk/conversation-memory';
import { createNewsCarrier } from './desk/carry-news';
import { createConversations } from './desk/conversations';
import { createDelivery } from './desk/delivery';
import { createHousekeeping } from './desk/housekeeping';
import { createDesk } from './desk/desk';
import { createMatterReader } from './desk/matter-store';
import type { DeskParts } from './desk/parts';
import { createModelBudget } from './desk/model-budget';
import { createBuiltInPlanner } from './desk/planner';
import { postCheckpoint } from './desk/post-checkpoint';
import { sweep } from './desk/sweep';
import { createRefusals } from './desk/refusals';
import { createSealer } from './desk/sealer';
import { createTokens } from './desk/token';
import { createUploads } from './desk/uploads';
import { registerAccountPage } from './http/account-page';
import { registerLogos } from './http/logos';
import { languageOf } from './language/languages';
import { createMetrics, type Metrics } from './http/metrics';
import { createHttpServer } from './http/server';
import { createPreferences } from './language/preferences';
import { createUnderstanding } from './language/understanding/understand';
import { registerLocalChat } from './local/local-chat';
import { describePeople } from './local/people';
import { createBroadcast } from './notices/broadcast';
import { createDeliveries } from './notices/deliveries';
import { createNewsReader } from './notices/news-parts';
import { createOutbox } from './notices/outbox';
import { createPacer, pacingLimits } from './notices/pacing';
import { createSubscriptions } from './notices/subscriptions';
import { operations } from './operations';
import { readUpload } from './operations/read-upload';
import { createFolderSource } from './prices/sheet-source';
import { createPriceSheets } from './prices/price-sheets';
import { createThreadStager, type StartThread } from './prices/thread/stage-in-thread';
import { createPrices } from './prices/prices';
import { type Database, openDatabase } from './store/database';
import { loadKey } from './store/keys';
import { DeskAdapter } from './teams/adapter';
import { createBot } from './teams/application';
import { createBotAuthentication, isBearerToken } from './teams/authentication';
import { createConnector, noteAnswers } from './teams/connector';
import { createFileExchange } from './teams/files';
import { mayAnswerTo, mayExchangeFiles } from './teams/hosts';
import { createMessenger } from './teams/messenger';
import type * as ModelPlanning from './teams/model/model-planner';
import { createReceiver } from './teams/receive';

export interface RunningDesk {
  /** `http://127.0.0.1:3978` */
  origin: string;
  /** Ends what is overdue and delivers what is behind; happens by itself every few seconds. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** How often what is overdue is ended and what is behind is delivered, in milliseconds. */
const sweepInterval = 5_000;
/** How often the account's names are read anew, in milliseconds. */
const namesInterval = 60_000;
/** How long whoever asked waits for a card, in milliseconds: invokes want an answer in less than 3 s (teams.md, Limits). */
const patienceSpan = 2_000;
/** How often a card says anew how far something is, in milliseconds. */
const beatSpan = 2_000;

/** The project's folder, with `cards/` and `env/`: the same from the sources and from the build. */
export const projectFolder = join(__dirname, '..');

/** What a test puts in the place of the world. */
export interface World {
  now: () => Date;
  newId: () => string;
  /** Resolves when an answer that is not there yet is announced; some seconds, where left out. */
  patience?: () => Promise<void>;
  /** Resolves when a card may say anew how far something is; some seconds, where left out. */
  beat?: () => Promise<void>;
  /** How long a statement waits for others that write the database, in milliseconds; some seconds, where left out. */
  storagePatience?: number;
  /** Starts what stages price sheets; a thread of its own, where left out. */
  startThread?: StartThread;
}

const realWorld: World = { now: () => new Date(), newId: () => randomUUID() };

/** Composes the parts and listens. */
export async function startPartnerDesk(
  config: Config,
  log: Logger,
  { now, newId, patience = wait(patienceSpan), beat = wait(beatSpan), storagePatience, startThread }: World = realWorld,
): Promise<RunningDesk> {
  const database = await openDatabase(config.databaseFile, storagePatience);
  if (config.sampleAccount) await fillWithSample(database);
  await ensureOrganization(database);
  const firstAdmins = createFirstAdmins(database, config.firstAdmins, now);
  await firstAdmins.appointKnown();

  const authentication = createBotAuthentication(config.bot);
  const connector = createConnector({
    token: authentication.outboundToken,
    mayAnswerTo: (serviceUrl) => mayAnswerTo(serviceUrl, config),
    pause: (milliseconds) => pause(milliseconds),
  });
  let origin = '';
  const pacer = createPacer(pacingLimits, () => performance.now());
  // Answers go out at once; news makes room for them.
  const noted = noteAnswers(connector, pacer);
  const deliveries = createDeliveries(database);
  const checkpoints = createCheckpoints(database, config.dataDir);
  const account = createEmbeddedAccount(database);
  const stager = createThreadStager(config.databaseFile, startThread);
  const parts: DeskParts = {
    database,
    account,
    firstAdmins,
    audit: createAuditReader(database, checkpoints),
    prices: createPrices(database),
    priceSheets: createPriceSheets(database, stager.stage),
    uploads: createUploads(join(config.dataDir, 'uploads'), newId),
    preferences: createPreferences(database),
    subscriptions: createSubscriptions(database),
    checkpointPlaces: createCheckpointPlaces(database),
    deliveries,
    outbox: createOutbox(database, deliveries),
    news: createNewsReader(database),
    matters: createMatterReader(database),
    operations,
    conversations: createConversations(database),
    messenger: createMessenger(noted),
    cards: loadCards(join(projectFolder, 'cards')),
    memory: createConversationMemory(now),
    tokens: createTokens(await loadKey(database, 'card-tokens')),
    sealer: createSealer(await loadKey(database, 'sealed-values')),
    refusals: createRefusals(database, account, now),
    publicUrl: () => config.publicUrl ?? (config.local ? origin : null),
    now,
    patience,
    beat,
    pacer,
    newId,
    log,
  };
  const names = createAccountNames(parts.account, parts.prices);
  // Products' titles come in steps while the rest starts; who writes before they are there is understood by form alone.
  const named = names.refresh();
  named.catch(() => undefined);
  const delivery = createDelivery(parts);
  const broadcast = createBroadcast({
    deliveries,
    pacer,
    carry: createNewsCarrier(parts, createMessenger(connector)),
    now,
    pause: (milliseconds) => pause(milliseconds),
    jitter: () => randomInt(1_000) / 1_000,
    onFault: (error, faulty) => log.error({ err: error, delivery: faulty?.id }, 'news could not be delivered'),
  });
  const desk = createDesk(parts, delivery);
  const isRead = (id: string) => operations.find((operation) => operation.id === id)?.risk === 'read';
  const sentences = createUnderstanding({ names: () => names.current() });
  const metrics = createMetrics({
    deliveries: () => deliveries.count(),
    secondsToGo: () => parts.outbox.secondsToGo(now()),
    waitingSources: () => parts.outbox.waiting(),
  });
  const bot = createBot({
    desk,
    model: config.model ? loadModelPlanner(config.model, { database, now, log, metrics }) : undefined,
    planner: createBuiltInPlanner({ ...sentences, isRead }),
    operations,
    files: createFileExchange((url) => mayExchangeFiles(url, config)),
    async forgetConversation(conversationId) {
      await parts.conversations.forget(conversationId);
      await parts.subscriptions.removeAllOf(conversationId);
    },
  });
  const receive = createReceiver({
    adapter: new DeskAdapter(authentication, noted, () => now().getTime()),
    bot,
    desk,
    config,
    now,
    log,
    observe: (turn) => metrics.turn(turn),
  });

  const server = createHttpServer({
    mayCall: (authorization) => config.local || isBearerToken(authorization),
    receive,
    ready: async () => (await database.selectFrom('keys').select('name').limit(1).execute()).length >= 0,
    metrics: () => metrics.text(),
    onFault: (error) => log.error({ err: error }, 'a request failed'),
  });
  registerAccountPage(server, { database, now, log });
  registerLogos(server, parts.account.businessProfiles, (id) => readUpload(parts.uploads, id));
  if (config.local) {
    const people = (locale?: string) => describePeople(parts.account, config.firstAdmins, languageOf(locale));
    registerLocalChat({ server, people, origin: () => origin, tenantId: localTenant, now, newId });
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve());
  });
  const { port } = server.address();
  origin = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  log.info({ port, local: config.local }, 'listening');
  await named;
  await sentences.prepare();

  const collector = config.priceFolder
    ? createSheetCollector(createFolderSource(config.priceFolder, now), {
        database,
        log,
        now,
        stage: stager.stage,
        market: async () => (await parts.account.organization()).country,
      })
    : undefined;
  const tidyUp = createHousekeeping(parts);
  const tidy = async (): Promise<void> => {
    collector?.look();
    await sweep(parts, delivery, broadcast);
    await parts.refusals.write();
    await checkpoints.write(now());
    await postCheckpoint(parts, checkpoints);
    await tidyUp();
  };
  // What was left open when the process last stopped goes on.
  await tidy();
  const timer = setInterval(() => {
    tidy().catch((error: unknown) => log.error({ err: error }, 'a sweep failed'));
  }, sweepInterval);
  const refresher = setInterval(() => {
    names.refresh().catch((error: unknown) => log.error({ err: error }, 'the names could not be read'));
  }, namesInterval);
  return {
    origin,
    async sweep() {
      await tidy();
      await collector?.settled();
      await desk.settled();
      await delivery.settled();
      await broadcast.settled();
    },
    async stop() {
      clearInterval(timer);
      clearInterval(refresher);
      // Kept-alive connections of clients would hold the server open.
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      (server.server as HttpServer).closeAllConnections();
      await closed;
      await collector?.settled();
      await broadcast.stop();
      await desk.settled();
      await delivery.settled();
      await stager.close();
      await parts.refusals.write({ all: true });
      await checkpoints.write(now());
      await database.destroy();
    },
  };
}

/** Loaded only where a model is configured: its packages take time and memory. */
function loadModelPlanner(
  settings: ModelSettings,
  { database, now, log, metrics }: { database: Database; now: () => Date; log: Logger; metrics: Metrics },
): ModelPlanning.ModelPlanner {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { createModelPlanner } = require('./teams/model/model-planner') as typeof ModelPlanning;
  log.info({ service: settings.service, model: settings.model }, 'a language model plans');
  return createModelPlanner({
    settings,
    operations,
    budget: createModelBudget(database, settings),
    now,
    log,
    observe: (plan) => metrics.modelPlan(plan),
  });
}

const wait = (milliseconds: number) => () => pause(milliseconds, undefined, { ref: false });

/** The tenant of the local chat page's people. */
const localTenant = '11111111-1111-4111-8111-111111111111';

async function fillWithSample(database: Database): Promise<void> {
  const file = join(projectFolder, 'env', 'sample-account.json');
  if (!existsSync(file)) throw new Error(`SAMPLE_ACCOUNT is set, but ${file} is not there`);
  await loadSampleAccount(database, sampleAccountSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
}
