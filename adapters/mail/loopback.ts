/** This machine: what is said to it crosses no network. */
export const isLoopback = (host: string): boolean => /^(127\.\d+\.\d+\.\d+|localhost|::1)$/i.test(host);

/** A server of this machine often has a certificate that nobody else signed, and needs none to be known. */
export const tlsTo = (host: string): { readonly rejectUnauthorized: boolean } => ({
  rejectUnauthorized: !isLoopback(host),
});
