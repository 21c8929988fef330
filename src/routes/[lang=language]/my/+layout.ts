/** A participant's wording always has their form. */
export async function load({ data, parent }) {
	const { form } = await parent();
	return { ...data, form: form! };
}
