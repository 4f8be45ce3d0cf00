/** The operations that sentences can mean, with their slots: operations.md as the planner knows it. */
export const operationSlots: Readonly<Record<string, string>> = {
  help: 'operation',
  'language.set': 'language',
  'profile.show': 'section',
  'profile.edit': 'section field value',
  'users.list': 'role query',
  'users.show': 'user',
  'users.add': 'name email role',
  'users.edit': 'user field value',
  'users.block': 'user',
  'users.unblock': 'user',
  'users.remove': 'user',
  'users.restore': 'user',
  'roles.list': '',
  'roles.show': 'role',
  'roles.assign': 'role user',
  'roles.revoke': 'role user',
  'permissions.show': 'user operation',
  'password.reset': 'user',
  'requests.list': '',
  'business-profile.show': '',
  'business-profile.edit': 'field value',
  'business-profile.publish': '',
  'business-profile.unpublish': '',
  'catalog.show': 'segment product',
  'catalog.pin': 'product',
  'catalog.unpin': 'product',
  'catalog.move': 'product position',
  'prices.find': 'product quantity term billing segment market currency date',
  'prices.history': 'product segment market term',
  'prices.changes': 'since product segment',
  'prices.import': '',
  'offers.list': 'product segment',
  'offers.subscribe': 'product segment',
  'offers.unsubscribe': 'product',
  'offers.subscriptions': '',
  'audit.show': 'user operation since until',
  'audit.export': 'user since until',
  'audit.verify': '',
  undo: '',
};

export const operationIds: readonly string[] = Object.keys(operationSlots);

/** Operations that change something: they need more certainty than one that only shows. */
export const changing: ReadonlySet<string> = new Set(
  operationIds.filter((id) =>
    /\.(?:edit|add|block|unblock|remove|restore|assign|revoke|reset|publish|unpublish|pin|unpin|move|import|subscribe|unsubscribe|export)$|^undo$/.test(
      id,
    ),
  ),
);
