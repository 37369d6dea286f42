/**
 * The origin of the API's own URLs on AWS: the domain for which API Gateway received the request. It is
 * always a domain of the API, whatever the client wrote into its `Host` header.
 */
export function gatewayOrigin({ env }: { env: { requestContext: { domainName: string } } }): string {
  return `https://${env.requestContext.domainName}`;
}
