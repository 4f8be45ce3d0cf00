/**
 * Credentials that have their token already. The real ones ask a login over https, which there is none of here; they would
 * keep it for an hour, so that turns cost the same.
 */
export const outbound = {
  isValidAppId: async (id) => id === process.env.MicrosoftAppId,
  isAuthenticationDisabled: async () => !process.env.MicrosoftAppId,
  createCredentials: async () => ({
    async signRequest(request) {
      request.headers.set('authorization', 'Bearer outbound');
      return request;
    },
  }),
};
