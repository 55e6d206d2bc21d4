"""Meetings of the programme: pages whose facts say what was talked about, what was decided and who does what."""
