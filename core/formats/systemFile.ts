/** Begins the keys that Dateline itself puts. */
export const reservedPrefix = '.dateline/';

/**
 * Whether nobody put the file there to be read. It is hidden, as all that begins with a dot is: folder views,
 * resource forks, what is in `.git`, files that rsync has not finished. Or a system or a program left it:
 * backups and locks of editors, downloads that have not ended.
 *
 * @param path of a file in a folder, a bucket or an archive; with a `/` at its end, of a folder
 */
export function isSystemFile(path: string): boolean {
  return (
    // "./a.txt" is in no hidden folder, "../a.txt" leads out, and "...and then.txt" is a headline.
    /(?:^|\/)(?:\.[^./]|__MACOSX\/|~\$|(?:Thumbs\.db|desktop\.ini|Icon\r)$)/i.test(path) ||
    /(?:~|\.(?:sw[op]|part|partial|crdownload))$/i.test(path)
  );
}

/** Whether the file under a key of the bucket is not read for its name. Dateline's own are read. */
export const isUnreadKey = (key: string): boolean => isSystemFile(key) && !key.startsWith(reservedPrefix);
