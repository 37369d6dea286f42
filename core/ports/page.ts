/** One page of a longer list, for every port that reads in pages. */
export interface Page<T> {
  items: T[];
  /** The cursor of the next page; absent on the last page. */
  next?: string;
}
