/** Why a value can't stand: a code below `profile-faults/` of the words, with what its sentence names. */
export interface Fault {
  code: string;
  values?: Record<string, unknown>;
}

/** A value as the account keeps it, or what is wrong with it. */
export type Checked = { value: string } | { fault: Fault };

export function fault(code: string, values?: Record<string, unknown>): Checked {
  return { fault: { code, values } };
}
