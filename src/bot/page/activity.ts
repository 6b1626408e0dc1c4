// Direct Line 3.0's activities, as far as the page reads them.

export type CardAction = { readonly title: string; readonly text?: string; readonly value?: unknown };

export type Activity = {
  readonly type: string;
  readonly id: string;
  readonly text?: string;
  readonly from: { readonly role?: string };
  readonly suggestedActions?: { readonly actions: readonly CardAction[] };
  readonly channelData?: { readonly clientActivityID?: string };
};
