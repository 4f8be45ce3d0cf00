/** About two lines of a search result, in characters (domain.md 1.4: the first one or two lines are the search preview). */
const previewLength = 160;

/** The beginning of a description as a search result shows it. */
export function previewOf(description: string): string {
  const line = description.replace(/\s+/g, ' ');
  if (line.length <= previewLength) return line;
  const begun = line.slice(0, previewLength);
  const blank = begun.lastIndexOf(' ');
  return `${begun.slice(0, blank > previewLength / 2 ? blank : previewLength)} …`;
}
