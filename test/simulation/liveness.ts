/** In how many steps a world must come to an end. A step is a call, a batch received or a late write. */

/** Ten times what a history usually takes. Then the work goes round in circles. */
export const stepsAtMost = (operations: number): number => 50_000 + 2000 * operations;

/** After the last fault the world is quiet within so many steps: three times what was seen. */
export const quietWithin = (operations: number): number => 5000 + 2400 * operations;

/** Where no sweeps follow, faults end so many steps after the last operation, with much or little to do. */
export const faultySteps = [500, 3000, 8000, 20_000];
