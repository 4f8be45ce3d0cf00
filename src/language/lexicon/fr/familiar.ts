import type { Lexicon } from '../lexicon';

/** Comme on parle entre collègues : argot de France, du Québec et de Belgique. */
export const familiar: Lexicon['concepts'] = {
  show: `{fais|faites} voir, {balance|balancez|crache|crachez} {la|le|les} {liste|fiche|tarif|prix|tarifs|rôles|journal}, {elle|il|ça} donne quoi, c'est quoi le topo sur, sors le, sors la, sors les, lâche la liste, topo sur`,
  add: `{rentre|fourre|case|colle|fous} … dans le {compte|système}, {bricole|monte} {un|une|lui un|moi un} {compte|accès|user|utilisateur}`,
  edit: `bidouiller, bidouille, retaper, retape, refaire, refais, rafistoler, rafistole, {la|le|les} refaire`,
  remove: `bazarder, bazarde, bazardez, nuke, nuker, dégager, dégage, dégagez, dégommer, gicler, gicle, {fais|faites} sauter le compte, {fous|foutez} … dehors, crisse … dehors, jarter, jarte`,
  block: `{coupe|coupez|couper} {le sifflet|les ponts|les vivres} à, {barre|barrez} … dehors, {mets|mettez} … sur la touche`,
  restore: `récup, récupe, {ramène|ramenez|ramener} … {d'entre les morts|à la vie}, {repêche|repêchez|repêcher} … {corbeille|poubelle}, repêcher, repêche`,
  assign: `{refile|refilez|refiler|file|filez|filer|colle|collez|flanque|flanquez} {à|le rôle|lui|moi|un|une}, {coller|refiler} le rôle`,
  revoke: `{sucre|sucrer|sucrez|dégomme|dégommer|dégommez|vire|virer|virez|gicle|gicler|saute|sauter|chope|rafle} {le rôle|les droits|la casquette|admin|agent|lecteur|utilisateur|lectrice}, {fais|faites|faire} sauter {le rôle|les droits|la casquette|son rôle}, sucrer, dégommer … rôle`,
  unpin: `{vire|virez|dégage|dégagez|sucre|sucrez|gicle} … {des épinglés|des épingles|du haut}`,
  pin: `{mets|mettez|mettre|colle|collez|coller|fous|foutez|plante|plantez} une {épingle|punaise} {sur|à}`,
  move: `{remonte|remontez|remonter|monte|montez|descends|descendez} {le|la|les|moi|} {en tête|tout en haut|en haut|d'un cran|de deux crans}`,
  publish: `{balance|balancez|balancer} … {en ligne|au public|sur la toile}`,
  unpublish: `{tire|tirez|tirer} {la plogue|la prise|le rideau}, {débranche|débranchez|débrancher} {la page|le profil|la fiche|la vitrine}`,
  subscribe: `{branche|branchez|brancher} {nous|moi|ce canal|le canal|ici} sur, {fais|faites} tourner les {promos|actus|nouveautés}`,
  deed: `{zyeuter|zieuter|éplucher} ce qu', mouchard, {c'est|c} qui l'auteur, qui est l'auteur, ya du louche, c'est louche, {a|ont} {trifouillé|magouillé|foutu|fabriqué}`,
  changed: `{trafiqué|tripoté|bidouillé} {les|nos} {prix|tarifs}, les diff`,
  forgot: `{mot de passe|mdp|pass} {a|est} {pris le bord|mort|foutu|parti|sauté|cramé|grillé}, {mot de passe|mdp} {marche|passe|fonctionne} {pu|plus|pas}`,
  someone: `zozo, zozos, des gens, du monde`,
  helpWord: `super pouvoirs, superpouvoirs, tes pouvoirs, formule magique, mots magiques`,
};

/** Les mêmes pour des opérations entières. */
export const familiarIdioms: Lexicon['idioms'] = {
  'users.list': `{quels|quelles|c'est qui les|qui sont les} {zozos|gens|personnes|énergumènes} {sont|est|ont|qui sont|qui ont}, {qui|c'est qui qui} {a|ont} les clés {de|du}`,
  'permissions.show': `j'ai-tu le droit, {tu|vous|il|elle|on} {as|avez|a} tu le droit, je peux-tu`,
  'catalog.show': `sors le catalogue, fouiller {le|dans le} catalogue, {cherche|trouve} … {dans|ds|au} {le|} catalogue`,
  'prices.changes': `{encore|} {trafiqué|tripoté|touché} {les|aux|à nos} {prix|tarifs}`,
  help: `{tes|vos} {super pouvoirs|pouvoirs|talents}, {t'es|tu es} bon à quoi`,
};
