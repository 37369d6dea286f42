/** `npm run client`: writes the generated part of the TypeScript client, `clients/typescript/api.ts`. */
import { writeFileSync } from 'node:fs';
import { generatedClient, generatedFile } from './generator/generatedClient.ts';

writeFileSync(generatedFile, generatedClient());
