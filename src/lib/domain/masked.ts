/** What is shown of an address to somebody who should know it: enough to tell which of their own, too little to learn it. */
export function maskedEmail(email: string): string {
	const [name = '', domain = ''] = email.split('@');
	const parts = domain.split('.');
	return `${first(name)}•••@${first(domain)}•••.${parts.at(-1)}`;
}

/** The last three digits. */
export const maskedPhone = (phone: string): string => `••• ${phone.slice(-3)}`;

const first = (text: string): string => [...text][0] ?? '';
