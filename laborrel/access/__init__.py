"""The wall: who may see and do what. Scopes and grants, guarded reads, URL policies, row-level security."""
