/** Made by `console/landOutline.ts` when the page is built. */
declare module 'land-outline' {
  const path: string;
  export default path;
}
