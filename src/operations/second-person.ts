import { roles, type Role } from '../account/roles';
import { problem, type Problem } from './operation';

/**
 * Nobody else could agree (contract.md, Risk): someone can be given one of the roles that one person gives alone; where
 * there is none, a second global admin has to be appointed by whoever runs the desk, since nobody in the account can.
 *
 * @param needed the roles whose holders could be the second person
 */
export function noSecondPerson(needed: readonly Role[]): Problem {
  const givenAlone = needed.filter((role) => !roles[role].admin);
  return givenAlone.length > 0 ? problem('no-second-person', { roles: givenAlone }) : problem('no-second-admin');
}
