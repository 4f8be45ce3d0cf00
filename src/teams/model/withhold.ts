/** Words after which a secret may follow; what is asked about one holds none. */
const secretWords =
  /(?:password|passwort|mot de passe|mdp|pwd|pin|code|secret|token|key|cl[ée])\s*(?:is|est|:|=)\s*\S/iu;
/** An account or card number, a tax number, a key: letters and digits in one long run, spaces aside. */
const accountNumber = /\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]){11,30}\b|\b(?:\d[ .-]?){12,34}\b/iu;
const longSecret = /(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9_\-+/=]{24,}/;
/** Matters whose new values are nobody else's business. */
const bankWords =
  /\b(?:iban|bic|swift|rib|siret|siren|vat number|tax (?:id|number)|account number|routing number|num[ée]ro (?:de )?(?:tva|compte|fiscal))\b/iu;

/** Whether a sentence may hold what must not leave: it is understood here alone. */
export function isWithheld(text: string): boolean {
  return [secretWords, accountNumber, longSecret, bankWords].some((pattern) => pattern.test(text));
}
