output "database_endpoint" {
  description = "Host and port of the database."
  value       = aws_db_instance.database.endpoint
}

output "database_secret_arn" {
  description = "The secret with the database's user and password."
  value       = aws_db_instance.database.master_user_secret[0].secret_arn
}

output "database_security_group_id" {
  description = "The security group of the database."
  value       = aws_security_group.database.id
}

output "service_role_arn" {
  description = "The role for the annotation eks.amazonaws.com/role-arn of the service account."
  value       = aws_iam_role.service.arn
}
