"""The bodies and arguments of the API: from these models the checks and the OpenAPI document are made."""
