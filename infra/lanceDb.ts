/**
 * LanceDB's native build as a Lambda layer: one file of 161 MB that all functions with LanceDB share and that
 * is uploaded only when its version changes. LanceDB's JavaScript is in their bundles.
 */
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Bundles } from './bundles.ts';

export function lanceDbLayer(scope: Construct, { lanceDb }: Bundles): LayerVersion {
  return new LayerVersion(scope, 'LanceDb', {
    description: 'Dateline: LanceDB for Linux on x86_64',
    code: Code.fromAsset(lanceDb.folder, { assetHash: lanceDb.hash }),
    compatibleArchitectures: [Architecture.X86_64],
    compatibleRuntimes: [Runtime.NODEJS_24_X],
  });
}
