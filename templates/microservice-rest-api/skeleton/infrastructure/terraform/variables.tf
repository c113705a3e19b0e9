variable "environment" {
  description = "The environment, which is part of all names."
  type        = string

  validation {
    condition     = contains(["dev", "staging", "production"], var.environment)
    error_message = "The environment must be dev, staging or production."
  }
}

variable "region" {
  description = "The AWS region."
  type        = string
  default     = "eu-central-1"

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "The region must be the name of an AWS region, for example eu-central-1."
  }
}

variable "vpc_id" {
  description = "The VPC of the database."
  type        = string

  validation {
    condition     = can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "The VPC id must have the form vpc-0123456789abcdef0."
  }
}

variable "subnet_ids" {
  description = "Private subnets for the database, in at least two availability zones."
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 2 && alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "Name at least two subnets, of the form subnet-0123456789abcdef0."
  }
}

variable "client_security_group_ids" {
  description = "The security groups that can connect: those of the cluster's nodes or of the service's pods."
  type        = set(string)

  validation {
    condition     = length(var.client_security_group_ids) > 0 && alltrue([for id in var.client_security_group_ids : can(regex("^sg-[0-9a-f]+$", id))])
    error_message = "Name at least one security group, of the form sg-0123456789abcdef0."
  }
}

variable "oidc_provider_arn" {
  description = "The IAM OIDC provider of the service's Kubernetes cluster."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/.+$", var.oidc_provider_arn))
    error_message = "This must be the ARN of an IAM OIDC provider."
  }
}

variable "instance_class" {
  description = "The size of the database server."
  type        = string
  default     = "db.t4g.small"

  validation {
    condition     = startswith(var.instance_class, "db.")
    error_message = "The instance class must start with db."
  }
}

variable "allocated_storage_gib" {
  description = "The initial storage. It grows automatically up to max_allocated_storage_gib."
  type        = number
  default     = 20

  validation {
    condition     = var.allocated_storage_gib >= 20
    error_message = "PostgreSQL on gp3 needs at least 20 GiB."
  }
}

variable "max_allocated_storage_gib" {
  description = "The maximum storage."
  type        = number
  default     = 100

  validation {
    condition     = var.max_allocated_storage_gib > var.allocated_storage_gib
    error_message = "The largest storage must be larger than the first."
  }
}

variable "multi_az" {
  description = "Whether to keep a standby in another availability zone, which takes over if the database fails."
  type        = bool
  default     = true
}

variable "backup_retention_days" {
  description = "How long to keep backups, in days."
  type        = number
  default     = 14

  validation {
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 35
    error_message = "Backups are kept for 1 to 35 days."
  }
}

variable "deletion_protection" {
  description = "Whether to protect the database from deletion, and to create a final snapshot."
  type        = bool
  default     = true
}
