"""The flying programme of a plan: each sortie as a squadron writes it down, from brief to debrief."""
