/** One page of a longer list, shared by every port that reads in pages. */
export interface Page<T> {
  items: T[];
  /** Hand it back to get what follows; absent on the last page. */
  next?: string;
}
