/**
 * With which addresses of the API begin on AWS: the domain that API Gateway received the request for. It is
 * one of the API's own, whatever the client wrote into its `Host` header.
 */
export function gatewayOrigin({ env }: { env: { requestContext: { domainName: string } } }): string {
  return `https://${env.requestContext.domainName}`;
}
