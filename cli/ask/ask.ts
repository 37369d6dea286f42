/** How commands ask the API. */

/** Values of parameters; those that are `undefined` are left out. */
export type Query = Record<string, string | number | readonly string[] | undefined>;

/** What the user calls parameters of the API, for messages: `--from` for `published_from`. */
export type Names = Readonly<Record<string, string>>;

/**
 * Asks the API and gives the JSON that it answers.
 *
 * @throws UsageError for what the API does not understand, ApiRefusal if it has no answer
 */
export type Ask = <T>(path: string, query?: Query, names?: Names) => Promise<T>;
